"""One person who studies: reviews, typed answers, wishes, progress, and what is theirs."""
