"""What befalls a bot besides its being killed: its disk, its database, its clock, its Telegram, its end."""
