"""A throw-away vault with made-up customers and a history played through the real services."""
