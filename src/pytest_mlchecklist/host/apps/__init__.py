"""Parts of the `app` convention: drivers without a socket, routes, and how a prediction is asked for."""
