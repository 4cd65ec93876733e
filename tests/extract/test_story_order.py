"""Years and days that a date without them takes from the order of a story."""

from __future__ import annotations

import pytest

from tests.support.prose import find_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # a month long before the last one is of the next year
        ("It fell in December 1914. In March it rose.", ["1914-12", "1915-03"]),
        ("It fell on 7 December 1914. By 3 January it stood.", ["1914-12-07", "[..1915-01-03]"]),
        ("It fell in May 1914. In March it had stood.", ["1914-05", "1914-03"]),
        ("It fell in December 44 BC. In March it rose.", ["-0043-12", "-0042-03"]),
        # a winter begins in the year before
        ("It fell in autumn 1914. They spent the winter at home. Early in spring it rose.",
         ["1914-23", "1914-24", "1915-03"]),
        ("It fell in February 1915. During the winter it had stood.", ["1915-02", "1914-24"]),
        ("It fell in 1910. Over the winter they saved, and in 1912 it rose.",
         ["1910", "1911-24", "1912"]),
        ("== June 1915 ==\nOver the winter they had saved.", ["1914-24"]),
        ("== June 1915 ==\nOn the 17th it fell.", ["1915-06-17"]),
        # a heading gives way to a whole day that its section tells
        ("== The mill, 1911-1913 ==\nOn 5 October 1910 it burned, and on 20 November it rose.",
         ["1910-10-05", "1910-11-20"]),
        ("== The mill, 1911-1913 ==\nOn 5 October 1910 it burned. It rose on 20 November.",
         ["1910-10-05", "1910-11-20"]),
        ("== The mill, 1911-1913 ==\nIn 1910 it burned. It rose on 20 November.",
         ["1910", "1911-11-20"]),
        # a sentence goes on over the end of its heading's year
        ("== 1911 ==\nIn December it burned, and in January it rose.", ["1911-12", "1912-01"]),
        # what is told behind a range over New Year lies in it
        ("From November 1911 to May 1912 it burned. It was lost on 17 November and found on "
         "2 May. In December it rained.",
         ["1911-11/1912-05", "1911-11-17", "1912-05-02", "1911-12"]),
        ("From November 1911 to May 1912 it burned. In July it rose; in December it fell.",
         ["1911-11/1912-05", "1912-07", "1912-12"]),
        ("From November 1911 to May 1912 it burned.\n\nIn December it rose.",
         ["1911-11/1912-05", "1912-12"]),
        ("From March 1911 to May 1911 it burned. In April it rose.",
         ["1911-03/1911-05", "1911-04"]),
        ("From November 1911 to May 1913 it burned. In December it rose.",
         ["1911-11/1913-05", "1913-12"]),
        # what had been does not reach into the next clause
        ("It rose in May 1879. The 1875 law had kept it; it fell on 17 June 1880. "
         "On 22 June it was lost.", ["1879-05", "1880-06-17", "1880-06-22"]),
        # a month of another year, with and without "of"
        ("It rose in May 1905. It fell in March the next year. On 3 June that year it rose.",
         ["1905-05", "1906-03", "1906-06-03"]),
        ("It rose in 1905. It fell on March 3 the following year. In June that year it rose.",
         ["1905", "1906-03-03", "1906-06"]),
        ("It rose in 1905. In spring next year it fell.", ["1905", "1906-21"]),
        # a week is of its month, whatever follows
        ("It rose in the first week of May 1905. On the 9th it fell.",
         ["[1905-05-01..1905-05-07]", "1905-05-09"]),
        # what lasts until a year is aside
        ("It fell in 1905. A siege lasted until the fall of the tower in February 1907. "
         "By the start of July it rose.", ["1905", "1907-02", "[..1905-07-10]"]),
        # a year said again leaves the day as it is
        ("On 7 December (8 December elsewhere), 1941, it fell. In January it rose.",
         ["1941-12-07", "1941-12-08", "1942-01"]),
        # a time alone is of the day before it
        ("On 7 May 1954 it fell. They left at 5:30 pm and slept.", ["1954-05-07", "1954-05-07"]),
        ("In May 1954 it fell. They left at 5:30 pm.", ["1954-05"]),
        ("On 7 May 1954 it fell at 10:57.", ["1954-05-07"]),
        ("On 7 May 1954 it fell. From this day on all was calm.", ["1954-05-07", "1954-05-07"]),
        # durations
        ("It fell in 1905. It lay so for the next decade.", ["1905"]),
        ("It fell in 1905. A feast was set for the next day.",
         ["1905", "[1905-01-02..1906-01-01]"]),
        # a part of another year
        ("It fell in 1905. It rose in the spring of the next year, and in June of that year stood.",
         ["1905", "1906-21", "1906-06"]),
        # what is counted from a year or a month
        ("It fell in 1905. Three months later it rose.", ["1905", "[1905-04..1906-03]"]),
        ("It fell in December 1905. Ten days later it rose.",
         ["1905-12", "[1905-12-11..1906-01-10]"]),
        ("It fell in spring 1905. Two months after the fall it rose.", ["1905-21", ""]),
        ("It fell in 1905. Years later it rose.", ["1905", "[1905..]"]),
        # a feast that nobody knows, and words that begin no date
        ("It fell in 1905. On St Oblong Day it rose.", ["1905"]),
        ("It fell in 1905. It was all from the on at by in 1906.", ["1905", "1906"]),
        ("It fell in 1905. They had begun a decade earlier.", ["1905", "1895~"]),
        ("It fell in 1905. A century earlier it was new.", ["1905", "1805~"]),
        ("It fell in 1905. Two centuries earlier it was new.", ["1905", "[1701..1800]"]),
        ("It rose in 1805. Half a century later it fell.", ["1805", "1855~"]),
        ("It fell in 1905. A quarter of a century before, it was new.", ["1905", "1880~"]),
        ("It rose in 1805. Half a year later it fell.", ["1805"]),
        ("It fell in 1905. They had begun two decades earlier.", ["1905", "188X"]),
    ],
)  # fmt: skip
def test_a_story_goes_on_in_time(text, dates):
    assert [edtf for _, edtf in find_dates(text)] == dates
