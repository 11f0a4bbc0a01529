"""What stands in files: SOPs and the calendar. Reads bundles into process definitions."""
