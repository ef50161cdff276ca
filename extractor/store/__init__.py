"""What is kept between runs: results by what they depend on, datasets that can be asked, and engines that share work.

Embedded in files of one folder; no server. `building` keeps a store, `querying` asks it, `cluster` hands work out.
"""
