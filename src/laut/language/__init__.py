"""Article → Analysis: tokens, sentences, windows, one pass of the encoder, names."""
