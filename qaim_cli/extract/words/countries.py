"""Names of countries, continents and regions: most act, and things happen in them."""

from __future__ import annotations

import re

COUNTRIES = frozenset(
    (
        # continents and regions
        "Europe", "Asia", "Africa", "America", "Australia", "Antarctica", "Oceania", "Eurasia",
        "North America", "South America", "Central America", "Latin America", "North Africa",
        "West Africa", "East Africa", "Central Asia", "Asia Minor", "Western Europe",
        "Eastern Europe", "Scandinavia", "Arctic", "Antarctic",
        # Europe
        "Albania", "Andorra", "Austria", "Austria-Hungary", "Bavaria", "Belarus", "Belgium",
        "Bohemia", "Bosnia", "Britain", "Bulgaria", "Burgundy", "Castile", "Catalonia",
        "Croatia", "Cyprus", "Czechoslovakia", "Denmark", "East Germany", "England", "Estonia",
        "Finland", "Flanders", "France", "Germany", "Great Britain", "Greece", "Holland",
        "Hungary", "Iceland", "Ireland", "Italy", "Kosovo", "Latvia", "Lithuania", "Luxembourg",
        "Macedonia", "Malta", "Moldova", "Montenegro", "Moravia", "Nazi Germany", "Netherlands",
        "Northern Ireland", "Norway", "Poland", "Portugal", "Prussia", "Romania", "Russia",
        "Saxony", "Scotland", "Serbia", "Silesia", "Slovakia", "Slovenia", "Soviet Union",
        "Spain", "Sweden", "Switzerland", "Transylvania", "Ukraine", "United Kingdom", "UK",
        "USSR", "Wales", "West Germany", "Yugoslavia",
        # Asia
        "Afghanistan", "Armenia", "Assyria", "Azerbaijan", "Babylonia", "Bahrain", "Bangladesh",
        "Bhutan", "Burma", "Cambodia", "Ceylon", "China", "East Timor", "Georgia", "India",
        "Indochina", "Indonesia", "Iran", "Iraq", "Israel", "Japan", "Jordan", "Kazakhstan",
        "Korea", "Kuwait", "Kyrgyzstan", "Laos", "Lebanon", "Malaya", "Malaysia", "Manchuria",
        "Mesopotamia", "Mongolia", "Myanmar", "Nepal", "North Korea", "North Vietnam", "Oman",
        "Pakistan", "Palestine", "Persia", "Philippines", "Qatar", "Saudi Arabia", "Siam",
        "Singapore", "South Korea", "South Vietnam", "Sri Lanka", "Syria", "Taiwan",
        "Tajikistan", "Thailand", "Tibet", "Turkey", "Turkmenistan", "United Arab Emirates",
        "Uzbekistan", "Vietnam", "Yemen",
        # Africa
        "Algeria", "Angola", "Botswana", "Burundi", "Cameroon", "Congo", "Egypt", "Eritrea",
        "Ethiopia", "Gabon", "Gambia", "Ghana", "Guinea", "Ivory Coast", "Kenya", "Liberia",
        "Libya", "Madagascar", "Malawi", "Mali", "Mauritania", "Mauritius", "Morocco",
        "Mozambique", "Namibia", "Niger", "Nigeria", "Nubia", "Rhodesia", "Rwanda", "Senegal",
        "Sierra Leone", "Somalia", "South Africa", "South Sudan", "Sudan", "Tanganyika",
        "Tanzania", "Togo", "Tunisia", "Uganda", "Zaire", "Zambia", "Zimbabwe",
        # America and the Pacific
        "Argentina", "Bahamas", "Barbados", "Belize", "Bolivia", "Brazil", "Canada", "Chile",
        "Colombia", "Costa Rica", "Cuba", "Dominican Republic", "Ecuador", "El Salvador",
        "Falkland Islands", "Fiji", "Greenland", "Grenada", "Guatemala", "Guyana", "Haiti",
        "Hawaii", "Honduras", "Jamaica", "Mexico", "New Zealand", "Nicaragua", "Panama",
        "Papua New Guinea", "Paraguay", "Peru", "Puerto Rico", "Samoa", "Suriname", "Tonga",
        "Trinidad", "Uruguay", "United States", "United States of America", "U.S.", "U.S.A.",
        "U.K.", "US", "USA", "Venezuela",
    )
)  # fmt: skip
COUNTRY_ABBREVIATIONS = {
    **dict.fromkeys(("U.S.", "U.S.A.", "US", "USA"), "United States"),
    **dict.fromkeys(("U.K.", "UK"), "United Kingdom"),
    "USSR": "Soviet Union",
}
"""What is short for the name of a country."""
DOTTED_COUNTRY = re.compile(r"\bU\.(?:S\.(?:A\.)?|K\.)(?! [A-Z])")
