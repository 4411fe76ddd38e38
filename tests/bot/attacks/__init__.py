"""What a hostile person can do, tried: forged presses, odd updates, guessed links, floods, hostile texts."""
