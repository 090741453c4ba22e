"""Run everything again and say what moved, and which rows of the data moved it."""
