"""Put foreign words into plain sentences of the gold, to see which of them change nothing that anybody would notice."""
