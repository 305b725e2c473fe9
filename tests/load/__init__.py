"""What a request costs and how long it takes, route by route, on the embedded AWS and on no other."""
