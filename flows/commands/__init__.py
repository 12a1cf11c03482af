"""The commands of `kehtiv`: arguments in, answers printed; what they do stands in the other rooms."""
