"""All evidence -> the day of publication."""
