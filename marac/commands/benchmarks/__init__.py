"""Benchmarks: ratios of one run on one machine. The service never imports them."""
