"""Whether a name is a man's or a woman's, as far as its title or its first name says."""

from __future__ import annotations

import re

from qaim_cli.extract.words.word_patterns import build_alternation

_MALE_FIRST_WORDS = (
    "Sir", "Mr", "Lord", "King", "Prince", "Emperor", "Duke", "Earl", "Baron", "Pope", "Bishop",
    "Archbishop", "Cardinal", "Father", "Brother", "Sultan", "Tsar", "Caliph", "Abraham", "Adam",
    "Albert", "Alexander", "Alfred", "Andrew", "Anthony", "Antonio", "Arthur", "Benjamin",
    "Bernard", "Carl", "Charles", "Christopher", "Daniel", "David", "Edgar", "Edmund", "Edward",
    "Edwin", "Ernest", "Eugene", "Francis", "Frank", "Franz", "Frederick", "Friedrich", "George",
    "Gilbert", "Giovanni", "Gregory", "Guy", "Hans", "Harold", "Harry", "Heinrich", "Henri",
    "Henry", "Herbert", "Hermann", "Horace", "Hugh", "Isaac", "Ivan", "Jack", "Jacob", "Jacques",
    "James", "Johann", "John", "Jonathan", "Joseph", "Joshua", "Juan", "Karl", "Kenneth",
    "Lawrence", "Leonard", "Lewis", "Louis", "Ludwig", "Mark", "Martin", "Matthew", "Michael",
    "Nathan", "Nicholas", "Oliver", "Oscar", "Otto", "Patrick", "Paul", "Pedro", "Percy", "Peter",
    "Philip", "Pierre", "Ralph", "Raymond", "Richard", "Robert", "Roger", "Ronald", "Samuel",
    "Sidney", "Simon", "Stephen", "Theodore", "Thomas", "Timothy", "Tom", "Victor", "Walter",
    "Wilhelm", "William",
)  # fmt: skip
_FEMALE_FIRST_WORDS = (
    "Lady", "Mrs", "Miss", "Ms", "Dame", "Queen", "Princess", "Empress", "Duchess", "Countess",
    "Baroness", "Sister", "Madame", "Ada", "Agnes", "Alice", "Amelia", "Anna", "Anne", "Annie",
    "Barbara", "Beatrice", "Bertha", "Betty", "Caroline", "Catherine", "Charlotte", "Christine",
    "Clara", "Constance", "Deborah", "Diana", "Doris", "Dorothy", "Edith", "Eleanor", "Elisabeth",
    "Eliza", "Elizabeth", "Ella", "Ellen", "Emily", "Emma", "Esther", "Eva", "Florence", "Frances",
    "Georgina", "Gertrude", "Grace", "Hannah", "Harriet", "Helen", "Ida", "Irene", "Isabel",
    "Isabella", "Jane", "Janet", "Jeanne", "Jessie", "Joan", "Josephine", "Judith", "Julia",
    "Kate", "Katherine", "Laura", "Lilian", "Lilly", "Louisa", "Louise", "Lucy", "Lydia",
    "Mabel", "Margaret", "Maria", "Marie", "Martha", "Mary", "Matilda", "Maud", "Mildred",
    "Nancy", "Nora", "Olive", "Pauline", "Phyllis", "Rachel", "Rebecca", "Rosa", "Rose", "Ruth",
    "Sarah", "Sophia", "Sophie", "Susan", "Susanna", "Sylvia", "Theresa", "Ursula", "Victoria",
    "Violet", "Virginia", "Winifred",
)  # fmt: skip
_NAME_OF_OTHER_GENDER = {
    "he": re.compile(rf"{build_alternation(*_FEMALE_FIRST_WORDS)}\.? [A-ZÀ-Þ]"),
    "she": re.compile(rf"{build_alternation(*_MALE_FIRST_WORDS)}\.? [A-ZÀ-Þ]"),
}


def begins_with_gendered_word(name: str) -> bool:
    """Whether a name begins with a title or a first name of the lists here."""
    return any(each.match(name) for each in _NAME_OF_OTHER_GENDER.values())


def has_other_gender(name: str, pronoun: str) -> bool:
    """Whether a pronoun cannot stand for a name: "she" for "Sir Bo Low"."""
    return (
        pronoun in _NAME_OF_OTHER_GENDER and _NAME_OF_OTHER_GENDER[pronoun].match(name) is not None
    )
