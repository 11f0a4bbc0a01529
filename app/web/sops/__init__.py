"""The pages of SOPs for those who work by them: their documents to take away."""
