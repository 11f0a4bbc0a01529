"""What analysts do with an SOP before it is deployed."""
