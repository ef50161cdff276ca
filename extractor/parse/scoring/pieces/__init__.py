"""The pieces of a scoring sentence: effects, bands, steps, formulas, subjects, and figures that bound nothing."""
