"""Training of the learned reader: gold reports in, a reader's folder out. Needs the ``train`` extra."""
