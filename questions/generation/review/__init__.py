"""A bench for reading: questions are printed, judged by the eight gates and counted; knows no engine's rules.

python -m questions.generation.review ask FILE… [--out SHEET.jsonl] [--floor F]
python -m questions.generation.review judge SHEET.jsonl VERDICTS.yaml [--judge NAME]
python -m questions.generation.review compare SHEET VERDICTS… [--before SHEET VERDICTS…]
"""
