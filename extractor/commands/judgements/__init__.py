"""Commands around what persons decide: judgements, review, evaluation, coding."""
