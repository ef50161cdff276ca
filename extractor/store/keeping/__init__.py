"""What a store keeps between runs, whole or not at all."""
