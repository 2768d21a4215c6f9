"""Running: what stands around the pages while they are served: bounds, rates, logs, metrics, health, a quiet end."""
