"""Take content away, always in one order: record the intent, delete, remove the rows last."""
