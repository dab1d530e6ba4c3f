"""Risk tools as declared, versioned data with their source; they rank nobody. Pure."""
