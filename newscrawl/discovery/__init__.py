"""From the address of a news site to what a spider has to say of it: hosts, forms of addresses,
languages, zone, feeds, listings. Looks at a few pages, and says how it knows."""
