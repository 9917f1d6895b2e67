"""What makes a cell the name of a person: given names that are common in the field, titles, patronymics."""

# Given names common in the countries displacement figures speak of, as their civil registers and the
# field's own lists show them; single ones that are as well towns or words of reports are left out.
LATIN = """
    Ahmad Ahmed Mohammad Mohammed Mohamed Muhammad Mohamad Muhammed Mahmoud Mahmud Mustafa Moustafa Ali Hassan Hasan
    Hussein Hussain Hossain Husain Omar Umar Othman Osman Khaled Khalid Ibrahim Ismail Yousef Youssef Yusuf Yasser
    Yassin Abdullah Abdallah Abdulrahman Abdirahman Abdul Abdel Abdi Abdulkadir Samir Samer Bilal Tariq Tarek Walid
    Waleed Karim Kareem Noor Fatuma Majok Nyandeng Nasser Nabil Jamal Kamal Faisal Fadi Fatima Fatimah Fatma Fatoumata
    Fatouma Aisha Aicha Aïcha Khadija Khadijah Maryam Mariam Mariama Zainab Zeinab Zaynab Amina Aminata Halima Hawa
    Hodan Layla Leila Rania Hanan Huda Hoda Samira Souad Nadia Yasmin Yasmine Rasha Reem Salma Sara Sarah Ruqayya
    Sumaya Asma Ayesha Bibi Gul Abdoulaye Amadou Mamadou Ousmane Oumar Moussa Souleymane Seydou Boubacar Modibo
    Ibrahima Adama Bakary Awa Salimata Rokia Kadiatou Issa Idriss Mahamat Deng Akol Nyakong Chol Garang Abebe Tesfaye
    Haile Bekele Almaz Tigist Chidi Chinedu Ngozi Emeka Musa Sani Jean Pierre Jacques Michel François Francois Marie
    Jeanne Claire Sophie Julien Nicolas Philippe Christophe Alain Luc Antoine Thierry Céline Nathalie Isabelle
    Emmanuel Patrick Joseph Joséphine Odette Claudine Espérance Innocent Dieudonné José Jose Juan Carlos Luis María
    Maria Ana Jorge Pedro Miguel Javier Fernando Diego Andrés Alejandro Ricardo Rosa Luz Carmen Luisa Gloria Marta
    Claudia Patricia Sandra Andrea Daniela Camila Valentina Sebastián Santiago Manuel Francisco Rafael Eduardo Yolanda
    Blanca Esperanza Consuelo John James Michael David Robert William Thomas Richard Daniel Peter Paul Mary Elizabeth
    Jennifer Anna Emma Susan Margaret Grace Esther Ruth Rebecca Rachel Samuel Stephen Andrew Jane Alice Helen Martin
    George Oleksandr Olexandr Serhii Sergii Andrii Andriy Volodymyr Mykola Ivan Vasyl Petro Mykhailo Dmytro Yurii
    Viktor Bohdan Taras Oksana Olena Iryna Nataliia Natalia Tetiana Svitlana Liudmyla Halyna Mariia Hanna Yuliia
    Kateryna Olha Inna Ludmila Oleh Ihor Roman Vitalii Aung Kyaw Myint Khin Thida Rahim Karimullah Nur Begum
"""
ARABIC = """
    محمد أحمد احمد محمود مصطفى علي حسن حسين عمر عثمان خالد إبراهيم ابراهيم إسماعيل اسماعيل يوسف ياسر ياسين عبدالله
    عبدالرحمن سمير سامر بلال طارق وليد كريم ناصر نبيل كمال فيصل فادي فاطمة عائشة خديجة مريم زينب أمينة امينة حليمة
    ليلى رانيا حنان هدى سميرة سعاد نادية ياسمين رشا ريم سلمى سارة رقية سمية أسماء اسماء موسى عيسى سليمان داود آدم يحيى
    زكريا بشار ماهر عدنان غسان رامي هاني باسل أنس معاذ حمزة عبير ميساء فرح لينا ديما هبة رغد غادة منى نوال سهام أيمن
    ايمن
"""
CYRILLIC = """
    Олександр Сергій Андрій Володимир Микола Іван Василь Петро Михайло Дмитро Юрій Віктор Богдан Тарас Олег Ігор Роман
    Віталій Євген Максим Павло Анатолій Григорій Степан Ярослав Оксана Олена Ірина Наталія Тетяна Світлана Людмила
    Галина Марія Ганна Юлія Катерина Ольга Інна Любов Валентина Лариса Вікторія Анна Софія Анастасія Дарина Надія
    Сергей Александр Николай Владимир Елена Ирина Татьяна Светлана Наталья Екатерина
"""

# Words before a name. The Arabic ones are long enough not to be parts of other words.
TITLES = """
    Mr Mrs Ms Miss Mister Sheikh Haji Hajj Imam Mullah Mme Mlle Monsieur Madame Mademoiselle Señor Señora Sra Srta Sr
    Don Doña السيد السيدة الآنسة الشيخ الحاج الحاجة пан пані громадянин громадянка гр
"""
PATRONYMIC = r"\p{Cyrillic}{2,}(?:ович|евич|йович|івна|ївна|овна|евна)"

# A cell with one of these is a place, an organisation or a thing, whatever else it says.
NO_PERSON = """
    camp camps site village town city district governorate province region county state street road school hospital
    clinic centre center mosque church river mountain airport port shelter station square hotel stadium university
    company foundation organization organisation association committee council commission agency ministry office
    department network society federation union international relief aid charity fund trust group programme program
    project cluster team mission league movement party institute bank embassy consulate hurricane cyclone storm
    typhoon area north south east west northern southern eastern western upper lower old new san santa santo saint
    sainte st ste villa ciudad puerto pueblo barrio vereda municipio departamento provincia isla río rio cerro monte
    fondation école ecole hôpital rue avenue quartier quartiers commune ville cercle préfecture lac île mont fundación
    fundacion asociación asociacion escuela colegio calle avenida tell tal tall deir dayr bab ain ayn beit bayt bir
    wadi jabal jebel kafr kafar qaryat qarya hay hayy nahr khirbet mazraat dar mukhayyam abad kalay qala shahr bazar
    pur مخيم قرية مدينة منطقة محافظة ناحية حي شارع طريق مدرسة مستشفى مركز مسجد جامع كنيسة نهر جبل وادي تل دير باب عين
    بيت خربة مزرعة مطار ميناء جامعة منظمة مؤسسة جمعية هيئة وزارة مكتب لجنة اتحاد مجلس دائرة شركة برنامج مشروع كفر رأس
    بلدة вулиця вул місто село селище район область громада школа лікарня табір центр фонд організація міністерство
    рада комітет площа проспект асоціація товариство
"""


def one_of(text: str) -> str:
    """Return a pattern for any of the words of `text`, longest first."""
    return "(?:" + "|".join(sorted(set(text.split()), key=lambda word: (-len(word), word))) + ")"


GIVEN = one_of(LATIN + ARABIC + CYRILLIC)
TITLE = one_of(TITLES)

# What stands before and behind a word; the patterns of polars have no look-around.
EDGE, END = r"(?:^|[\s,;:(/«\"])", r"(?:$|[\s,;:)./»\"-])"
