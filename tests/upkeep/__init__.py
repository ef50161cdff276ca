"""Programs for those who work on the project: what a change gains and loses, and the figures of the READMEs."""
