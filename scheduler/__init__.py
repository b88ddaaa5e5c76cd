"""Door 2, time passed: due work, its waking, recurring work and the auditor. It knows nothing of what work is about."""
