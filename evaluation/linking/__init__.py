"""How well linking tells organisations apart, on judged pairs that are made from the demo."""
