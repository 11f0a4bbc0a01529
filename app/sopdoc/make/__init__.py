"""Makes the files of an SOP from its table: a diagram with lanes, laid out and executable, `sop.toml`, and forms."""
