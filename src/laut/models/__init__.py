"""Model folders: weights, labels, card and checksums; and the loader that distrusts them."""
