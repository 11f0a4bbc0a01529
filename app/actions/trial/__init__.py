"""Try a working copy: play it on a stage, step by step, and keep what was played as a scenario."""
