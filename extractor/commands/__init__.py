"""The commands of `extractor.cli`, one module for each group. They parse arguments, call, and print; no more."""
