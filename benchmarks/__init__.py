"""Speed, measured side by side with a named peer in one run. Each ends with one line of JSON."""
