"""The room without reloading: what tells a page that something is new."""
