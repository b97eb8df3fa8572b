"""This package gives the figures that the Department of Justice's raw-data tool computes, next to the law's own count.

It follows the public code of the tool, usdoj/foia-api, module foia_raw_data_to_report, as read on 2026-11-26: its rules in
our own words and our own code. It follows that code even where it is strange, and states the difference from the law.
"""
