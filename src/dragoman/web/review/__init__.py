"""Review in the browser: queue, bench, adding by selecting words, blind coding, log; and the same as JSON."""
