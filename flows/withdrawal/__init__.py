"""Taking content away, in one order: intent, deletion, rows last."""
