// Tokens of OpenQASM 3.0 and 3.1 and of OpenQASM 2 programs, after the language specification
// (openqasm.com/language). Parts of a program that follow other lexical rules have a mode each: the version
// number, the path of an include, the rest of a pragma or annotation line, and the opaque body of a calibration.
lexer grammar OpenQasmLexer;

options { superClass = OpenQasmLexerBase; }

// ---- words that structure a program
OPENQASM      : 'OPENQASM' -> pushMode(VersionMode) ;
INCLUDE       : 'include' -> pushMode(PathMode) ;
DEFCALGRAMMAR : 'defcalgrammar' -> pushMode(PathMode) ;
PRAGMA        : '#'? 'pragma' -> pushMode(LineMode) ;
CAL           : 'cal' ;
DEFCAL        : 'defcal' ;
DEF           : 'def' ;
EXTERN        : 'extern' ;
GATE          : 'gate' ;
OPAQUE        : 'opaque' ;
LET           : 'let' ;
BOX           : 'box' ;
IF            : 'if' ;
ELSE          : 'else' ;
FOR           : 'for' ;
IN            : 'in' ;
WHILE         : 'while' ;
SWITCH        : 'switch' ;
CASE          : 'case' ;
DEFAULT       : 'default' ;
BREAK         : 'break' ;
CONTINUE      : 'continue' ;
RETURN        : 'return' ;
END           : 'end' ;

// ---- words of declarations
INPUT    : 'input' ;
OUTPUT   : 'output' ;
CONST    : 'const' ;
READONLY : 'readonly' ;
MUTABLE  : 'mutable' ;
QUBIT    : 'qubit' ;
QREG     : 'qreg' ;
CREG     : 'creg' ;
BIT      : 'bit' ;
BOOL     : 'bool' ;
INT      : 'int' ;
UINT     : 'uint' ;
FLOAT    : 'float' ;
ANGLE    : 'angle' ;
COMPLEX  : 'complex' ;
ARRAY    : 'array' ;
DURATION : 'duration' ;
STRETCH  : 'stretch' ;
VOID     : 'void' ;
DIM      : '#dim' ;

// ---- words of quantum operations
GPHASE     : 'gphase' ;
INV        : 'inv' ;
POW        : 'pow' ;
CTRL       : 'ctrl' ;
NEGCTRL    : 'negctrl' ;
MEASURE    : 'measure' ;
RESET      : 'reset' ;
BARRIER    : 'barrier' ;
DELAY      : 'delay' ;
NOP        : 'nop' ;
DURATIONOF : 'durationof' ;

TRUE  : 'true' ;
FALSE : 'false' ;

// ---- punctuation
LBRACE    : '{' ;
RBRACE    : '}' ;
LBRACKET  : '[' ;
RBRACKET  : ']' ;
LPAREN    : '(' ;
RPAREN    : ')' ;
COLON     : ':' ;
SEMICOLON : ';' ;
COMMA     : ',' ;
ARROW     : '->' ;
AT        : '@' ;

// ---- operators
ASSIGN          : '=' ;
COMPOUND_ASSIGN : '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '~=' | '^=' | '<<=' | '>>=' | '%=' | '**=' ;
CONCAT          : '++' ;
PLUS            : '+' ;
MINUS           : '-' ;
STAR            : '*' ;
POWER           : '**' ;
SLASH           : '/' ;
PERCENT         : '%' ;
PIPE            : '|' ;
CARET           : '^' ;
AMPERSAND       : '&' ;
OR              : '||' ;
AND             : '&&' ;
NOT             : '!' ;
TILDE           : '~' ;
EQUALITY        : '==' | '!=' ;
COMPARISON      : '<' | '>' | '<=' | '>=' ;
SHIFT           : '<<' | '>>' ;

// ---- literals
BINARY_INTEGER  : ('0b' | '0B') [01] ('_'? [01])* ;
OCTAL_INTEGER   : '0o' [0-7] ('_'? [0-7])* ;
DECIMAL_INTEGER : Digits ;
HEX_INTEGER     : ('0x' | '0X') [0-9a-fA-F] ('_'? [0-9a-fA-F])* ;
FLOAT_NUMBER    : Digits Exponent | '.' Digits Exponent? | Digits '.' Digits? Exponent? ;
IMAGINARY       : (DECIMAL_INTEGER | FLOAT_NUMBER) [ \t]* 'im' ;
TIMING          : (DECIMAL_INTEGER | FLOAT_NUMBER) [ \t]* ('dt' | 'ns' | 'us' | '\u00B5s' | '\u03BCs' | 'ms' | 's') ;
BIT_STRING      : '"' [01] ('_'? [01])* '"' ;
STRING          : '"' ~["\r\n]* '"' | '\'' ~['\r\n]* '\'' ;

HARDWARE_QUBIT : '$' [0-9]+ ;
IDENTIFIER     : NameStart NamePart* ;

// An annotation begins a line or follows a finished statement; everywhere else '@' belongs to a gate modifier.
ANNOTATION : '@' NameStart NamePart* ('.' NameStart NamePart*)* { this.AtStatementStart() }? -> pushMode(LineMode) ;

fragment Digits    : [0-9] ('_'? [0-9])* ;
fragment Exponent  : [eE] [+-]? Digits ;
fragment NameStart : [_\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{Nl}] ;
fragment NamePart  : NameStart | [0-9] ;

// ---- what the parser does not see
SPACE         : [ \t\r\n\u000C\u00A0\uFEFF]+ -> channel(HIDDEN) ;
LINE_COMMENT  : '//' ~[\r\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;

// ---- what cannot be right
UNCLOSED_COMMENT : '/*' -> pushMode(SwallowMode) ;
UNCLOSED_STRING  : '"' ~["\r\n]* ;
BAD_NUMBER       : Digits NameStart NamePart* ;
UNKNOWN          : . ;

// ---- OPENQASM 3.1;
mode VersionMode;
VERSION_NUMBER        : [0-9]+ ('.' [0-9]+)? ;
VERSION_SPACE         : [ \t\r\n]+ -> type(SPACE), channel(HIDDEN) ;
VERSION_LINE_COMMENT  : '//' ~[\r\n]* -> type(LINE_COMMENT), channel(HIDDEN) ;
VERSION_BLOCK_COMMENT : '/*' .*? '*/' -> type(BLOCK_COMMENT), channel(HIDDEN) ;
VERSION_SEMICOLON     : ';' -> type(SEMICOLON), popMode ;
VERSION_WORD          : ~[ \t\r\n;/]+ -> type(IDENTIFIER), popMode ;
VERSION_UNKNOWN       : . -> type(UNKNOWN), popMode ;

// ---- include "path";
mode PathMode;
PATH               : ('"' ~["\r\n]* '"' | '\'' ~['\r\n]* '\'') -> popMode ;
PATH_SPACE         : [ \t\r\n]+ -> type(SPACE), channel(HIDDEN) ;
PATH_LINE_COMMENT  : '//' ~[\r\n]* -> type(LINE_COMMENT), channel(HIDDEN) ;
PATH_BLOCK_COMMENT : '/*' .*? '*/' -> type(BLOCK_COMMENT), channel(HIDDEN) ;
PATH_SEMICOLON     : ';' -> type(SEMICOLON), popMode ;
PATH_UNCLOSED      : '"' ~["\r\n]* -> type(UNCLOSED_STRING), popMode ;
PATH_WORD          : ~[ \t\r\n;/"']+ -> type(IDENTIFIER), popMode ;
PATH_UNKNOWN       : . -> type(UNKNOWN), popMode ;

// ---- the text of a pragma or annotation, up to the end of its line
mode LineMode;
REST_OF_LINE : ~[\r\n]+ -> popMode ;
LINE_END     : [\r\n]+ -> type(SPACE), channel(HIDDEN), popMode ;

// ---- cal { ... } and defcal ... { ... }: entered by the base class at the opening brace; only braces count
mode CalibrationMode;
CAL_TEXT    : (~[{}/] | '/' ~[/*{}])+ ;
CAL_COMMENT : ('//' ~[\r\n]* | '/*' .*? '*/') -> type(CAL_TEXT) ;
CAL_SLASH   : '/' -> type(CAL_TEXT) ;
CAL_OPEN    : '{' -> type(CAL_TEXT), pushMode(NestedCalibrationMode) ;
CAL_CLOSE   : '}' -> type(RBRACE), popMode ;

mode NestedCalibrationMode;
NESTED_TEXT    : (~[{}/] | '/' ~[/*{}])+ -> type(CAL_TEXT) ;
NESTED_COMMENT : ('//' ~[\r\n]* | '/*' .*? '*/') -> type(CAL_TEXT) ;
NESTED_SLASH   : '/' -> type(CAL_TEXT) ;
NESTED_OPEN    : '{' -> type(CAL_TEXT), pushMode(NestedCalibrationMode) ;
NESTED_CLOSE   : '}' -> type(CAL_TEXT), popMode ;

// ---- behind a block comment that is never closed
mode SwallowMode;
SWALLOWED : [\u0000-\u{10FFFF}]+ -> channel(HIDDEN) ;
