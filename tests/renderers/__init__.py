"""Every form of the report."""
