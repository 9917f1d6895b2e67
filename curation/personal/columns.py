"""What a column's name says about persons, in English, French, Spanish, Arabic and Ukrainian."""

from curation.personal.words import phrases

# A name that begins so counts things, whatever the things are; the cells must then be numbers.
COUNTED = phrases("""
    ^number of; ^no of; ^nb; ^nbr; ^total; ^sum; ^count; ^estimated; percent; pct; share; rate; ratio; average; mean
    ^nombre de; ^nombre d; ^nombre total; taux; pourcentage; part des; moyenne; porcentaje; tasa; promedio; ^cantidad
    عدد; نسبه; مجموع; معدل; кількість; відсоток; частка; всього; holders; applications; issued; without; lacking; lost
    missing; ^households with; ^people with; ^persons with
""")

# What identifies a person, or lets somebody find one.
KINDS = {
    "telephone numbers": phrases("""
        phone*; telephone*; tel; mobile no; mobile number; mobile phone*; ^mobile$; ^cell$; cell phone; cellphone
        cell no; cell number; contact no; contact number; whatsapp*; whats app; viber; telegram; signal number; msisdn
        sim; gsm; téléphon*; tél; portable; numéro de contact; teléfon*; celular*; móvil; movil; número de contacto
        هاتف; هواتف; تلفون; تليفون; جوال; موبايل; نقال; محمول; خلوي; خليوي; واتساب; واتس; رقم التواصل; رقم الاتصال
        телефон*; тел; моб; мобільн*; вайбер; вотсап; номер для звязку; контактний номер
    """),
    "e-mail addresses": phrases("""
        e mail*; email*; mail; mel; courriel*; adresse électronique; adresse mail; correo*; بريد; ايميل; الايميل
        електронна пошта; електронна адреса; ел пошта; пошта; імейл; емейл; ел адреса
    """),
    "identity or case numbers": phrases("""
        national id*; national no; national number; id no; id number; id card*; identity card*; identity no
        identity number; identity document*; personal number; personal id; passport*; nid; nin; ssn; social security*
        tax id*; civil id; kimlik*; residence permit*; driving licen*; driver licen*; voter*; unhcr no; unhcr number
        unhcr id; progres; progres*; ration card*; registration no; registration number; registration id; reg no
        reg number; case no; case number; case id; caseid; case code; asylum number; visa no; visa number
        refugee card; refugee number; certificate number; scope id; scope card; iris id; cni; carte d'identité
        numéro d'identi*; pièce d'identité; numéro national; passeport*; numéro de dossier; no de dossier
        numéro d'enregistrement; carte de ration*; carte de réfugié; numéro de réfugié; numéro unhcr; numéro hcr
        no d'identi*; no de passeport; cédula*; cedula; dni; nie; curp; documento de identi*; número de documento
        número de identi*; no documento; pasaporte*; número de caso; número de registro; número de expediente
        tarjeta de ración; número de cédula; رقم الوطني; رقم الهوية; رقم الجواز; جواز السفر; جواز; رقم البطاقة
        بطاقة التموينية; بطاقة تموين*; رقم القيد; رقم الملف; رقم الحالة; رقم التسجيل; رقم المفوضية; بطاقة الهوية; هوية
        رقم قومي; رقم البطاقة التموينية; паспорт*; рнокпп; іпн; інн; ідентифікаційн*; реєстраційний номер
        номер справи; посвідчення*; унзр; номер довідки; довідка впо; серія та номер; номер документа; код справи
        رقم الوثيقة; رقم المستند
    """),
    "numbers of persons": phrases("""
        individual id; individual no; individual number; indiv id; beneficiary id; beneficiary no; beneficiary number
        beneficiary code; person id; client id; client code; patient id; patient no; participant id; member id
        respondent id; respondent code; child id; refugee id; id bénéficiaire; id du bénéficiaire; code bénéficiaire
        numéro bénéficiaire; numéro du bénéficiaire; id personne; id individu; id beneficiario; id del beneficiario
        código de beneficiario; código del beneficiario; id persona; id individuo; رمز المستفيد; معرف المستفيد
        رقم المستفيد; معرف الشخص; رقم الفرد; ідентифікатор особи; код особи; код бенефіціара; номер бенефіціара
    """),
    "dates of birth": phrases("""
        date of birth*; dob; birth date; birthdate; birthday*; birth day; year of birth; birth year; yob; born on
        date de naissance; date naissance; né le; née le; ddn; année de naissance; anniversaire; jour de naissance
        fecha de nacimiento; fecha nac*; f nac*; nacimiento; año de nacimiento; cumpleaños; تاريخ الميلاد
        تاريخ الولادة; سنة الميلاد; سنة الولادة; ميلاد; مواليد; تولد; дата народження; рік народження; день народження
        р н; народжен*
    """),
    "addresses of homes": phrases("""
        home address*; residential address*; ^address*; full address; current address; street*; house no; house number
        house num*; building number; apartment number; apartment no; apt no; flat no; flat number; postal address
        ^adresse*; domicile; rue; numéro de maison; no de maison; adresse du domicile; dirección; domicilio; calle
        número de casa; عنوان السكن; عنوان المنزل; عنوان البيت; عنوان الاقامة; عنوان الاسرة; عنوان الحالي; شارع
        رقم المنزل; رقم البيت; رقم البناء; адрес*; вулиц*; номер будинку; будинок; квартира
    """),
    "bank accounts": phrases("""
        bank account*; account no; account number; iban; rib; bank card*; card number; mobile money*; wallet number
        wallet id; compte bancaire; numéro de compte; no de compte; cuenta bancaria; número de cuenta; حساب بنكي
        حساب مصرفي; رقم الحساب; ايبان; رقم ايبان; банківськ*; номер рахунку; рахунок; номер картки
    """),
    "fingerprints, pictures or signatures": phrases("""
        fingerprint*; finger print*; thumbprint*; biometric*; iris scan*; iris; photo; photos; photograph*; picture*
        selfie; face image; signature*; empreinte*; biometri*; huella*; foto; fotos; fotografía*; firma; firmas; بصمة
        بصمات; بصمه; صورة; صور; صورة شخصية; توقيع; відбит*; фото*; підпис*; біометр*; світлина
    """),
    "numbers of devices": phrases("""
        device id; deviceid; imei; mac address; ip address; sim serial; simserial; subscriber id; subscriberid
        android id; id appareil; id de l'appareil; id del dispositivo; معرف الجهاز; رقم الجهاز; ідентифікатор пристрою
    """),
}

# These words make a column one of places, organisations or things rather than of persons.
ORGANISATION = phrases("""
    organi*; org; agency; agencies; agence*; agencia*; partner*; partenaire*; socio; socios; ngo; ong; source*
    fuente*; donor*; donante*; bailleur*; company; ministry; institution*; implement*; provider*; cluster; sector
    hotline; helpline; call centre; call center; switchboard; press; media; office; bureau; oficina; team; équipe
    equipo; مصدر; منظمة; وكالة; شريك; جهة منفذة; مكتب; خط ساخن; фірма; організаці*; агентств*; партнер*; джерел*
    гаряча лінія; установа; web*; url
""")
PLACE = phrases("""
    site; sites; camp; camps; location*; place*; village*; town; towns; city; cities; admin*; adm; district*; region*
    province*; governorate*; state; states; country; countries; county; oblast; raion; hromada; settlement*; neighbo*
    quarter; ward; payam; boma; locality; sub district; subdistrict; municipality; pcode; p code; school; hospital
    clinic; facility; shelter; water point; river; lieu*; localité; localite; région; pays; ville; commune*; quartier
    secteur; école; hôpital; aire; sitio*; lugar*; campo; campamento*; municipio*; departamento*; ciudad; país; barrio
    vereda; corregimiento; escuela; albergue*; مخيم; مخيمات; موقع; مواقع; مكان; منطقة; قرية; مدينة; محافظة; ناحية
    قضاء; حي; دولة; بلد; مدرسة; مستشفى; بلدة; област*; район*; громад*; населен*; пункт*; місто; міста; село; села
    табір; табору; країн*; заклад*; школ*; лікарн*; loc; geo; adm 1; adm 2; adm 3
""")
THINGS = phrases("""
    crisis; event; events; project*; programme*; program; activity; activities; indicator*; sheet; file; files
    dataset; document*; report; product; hazard; group; groupe; grupo; category; unit; operation; storm; cyclone
    currency; credit; credits; map; maps; link; links; open street; short; common name; item; form; survey; version
    question; title; crise; evento; événement; archivo; fichier; файл*; груп*; одиниц*; поді*; криз*; показник*
    документ*; مؤشر; حدث; ازمة; ملف; وثيقة; تقرير; مشروع; projet; proyecto
""")
