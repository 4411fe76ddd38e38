"""Long trials of promises that a test keeps in a bounded form."""
