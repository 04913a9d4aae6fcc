import numpy as np


def init_params(vocab_size, hidden_size):
    rng = np.random.default_rng(1)
    return {
        "E": rng.normal(0, 0.1, (vocab_size, hidden_size)),
        "W": rng.normal(0, 0.1, (hidden_size, vocab_size)),
    }


def next_token_logits(params, tokens):
    return np.tanh(params["E"][tokens]) @ params["W"]


def generate(params, prompt, num_tokens, temperature=1.0):
    tokens = list(prompt)
    for _ in range(num_tokens):
        z = next_token_logits(params, np.array([tokens]))[0, -1] / temperature
        p = np.exp(z - z.max())
        tokens.append(int(np.random.choice(len(p), p=p / p.sum())))
    return tokens
