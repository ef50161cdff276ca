"""Why a reading may not be whole: points that do not add up, words that nothing carries, sentences that do nothing."""
