"""Every word that a person reads, one Fluent file a language; knows no message's shape."""
