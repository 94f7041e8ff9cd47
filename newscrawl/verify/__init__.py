"""Whether what `storage/` wrote is whole: reads every file of an output folder, writes none."""
