"""Parts of the `loader` convention: what gives the data, one pass over it, and what lies in it."""
