"""Words of English prose that dates, titles and names are all told by."""
