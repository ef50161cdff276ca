"""The rulebook for other engines: JDM, DMN, one file of Python, SQL."""
