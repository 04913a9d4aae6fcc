"""Parts of the `project` convention: how it trains, how it predicts, and what it reports."""
