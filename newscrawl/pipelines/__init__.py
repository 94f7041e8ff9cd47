"""What happens to an item, one step a file: clean, dates, dedupe, revisions, store.

Each step passes on what is not its business. The order is that of ITEM_PIPELINES, in hundreds, so
that a step fits between two.
"""
