"""Steps of generative adversarial networks: what they are given, and which network learnt from which loss."""
