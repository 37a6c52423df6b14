// The syntax of OpenQASM 3.0 and 3.1, and of OpenQASM 2 programs, after the language specification
// (openqasm.com/language). Statements are parsed one at a time by the caller, so that programs of a million
// lines need no tree of a million branches; 'program' states what a whole file is.
parser grammar OpenQasmParser;

options {
    tokenVocab = OpenQasmLexer;
    superClass = OpenQasmParserBase;
}

program : versionLine? statement* EOF ;

versionLine : OPENQASM VERSION_NUMBER SEMICOLON ;

statement : pragma | annotation* plainStatement ;

pragma : PRAGMA REST_OF_LINE? ;

annotation : ANNOTATION REST_OF_LINE? ;

block : LBRACE statement* RBRACE ;

plainStatement
    : gateCall
    | assignment
    | measureArrow
    | quantumDeclaration
    | oldDeclaration
    | classicalDeclaration
    | constDeclaration
    | ioDeclaration
    | aliasDeclaration
    | resetStatement
    | barrierStatement
    | delayStatement
    | nopStatement
    | boxStatement
    | ifStatement
    | forStatement
    | whileStatement
    | switchStatement
    | breakStatement
    | continueStatement
    | endStatement
    | returnStatement
    | gateDefinition
    | opaqueDeclaration
    | subroutineDefinition
    | externDeclaration
    | includeStatement
    | calibrationGrammar
    | calibrationBlock
    | calibrationDefinition
    | expressionStatement
    | block
    ;

// ---- program structure
includeStatement : INCLUDE PATH SEMICOLON ;
expressionStatement : expression SEMICOLON ;

// ---- declarations
quantumDeclaration : qubitType IDENTIFIER SEMICOLON ;
oldDeclaration : (QREG | CREG) IDENTIFIER width? SEMICOLON ;
classicalDeclaration : (scalarType | arrayType) IDENTIFIER (ASSIGN initializer)? SEMICOLON ;
constDeclaration : CONST (scalarType | arrayType) IDENTIFIER ASSIGN initializer SEMICOLON ;
ioDeclaration : (INPUT | OUTPUT) (scalarType | arrayType) IDENTIFIER SEMICOLON ;
aliasDeclaration : LET IDENTIFIER ASSIGN concatenation SEMICOLON ;

initializer : arrayLiteral | concatenation | measurement ;
concatenation : expression (CONCAT expression)* ;
arrayLiteral : LBRACE (arrayItem (COMMA arrayItem)* COMMA?)? RBRACE ;
arrayItem : expression | arrayLiteral ;

// ---- types
qubitType : QUBIT width? ;
scalarType
    : (BIT | INT | UINT | FLOAT | ANGLE) width?
    | BOOL
    | DURATION
    | STRETCH
    | COMPLEX (LBRACKET scalarType RBRACKET)?
    ;
arrayType : ARRAY LBRACKET scalarType COMMA expressionList RBRACKET ;
arrayReferenceType
    : (READONLY | MUTABLE) ARRAY LBRACKET scalarType COMMA (expressionList | DIM ASSIGN expression) RBRACKET
    ;
width : LBRACKET expression RBRACKET ;

// ---- gates
gateCall
    : gateModifier* (IDENTIFIER | GPHASE) (LPAREN expressionList? RPAREN)? width? operandList? SEMICOLON
    ;
gateModifier
    : (INV | (POW LPAREN expression RPAREN) | ((CTRL | NEGCTRL) (LPAREN expression RPAREN)?)) AT
    ;
gateDefinition : GATE IDENTIFIER (LPAREN nameList? RPAREN)? nameList block ;
opaqueDeclaration : OPAQUE IDENTIFIER (LPAREN nameList? RPAREN)? nameList SEMICOLON ;
operandList : operand (COMMA operand)* COMMA? ;
operand : place | HARDWARE_QUBIT ;
place : IDENTIFIER index* ;
nameList : IDENTIFIER (COMMA IDENTIFIER)* COMMA? ;

// ---- other quantum operations
measurement : MEASURE operand ;
measureArrow : measurement (ARROW place)? SEMICOLON ;
resetStatement : RESET operand SEMICOLON ;
barrierStatement : BARRIER operandList? SEMICOLON ;
delayStatement : DELAY width operandList? SEMICOLON ;
nopStatement : NOP operandList? SEMICOLON ;
boxStatement : BOX width? block ;

// ---- classical statements and control flow
assignment : place (ASSIGN | COMPOUND_ASSIGN) (concatenation | measurement) SEMICOLON ;
ifStatement : IF LPAREN expression RPAREN statement (ELSE statement)? ;
forStatement : FOR scalarType? IDENTIFIER IN (indexSet | LBRACKET range RBRACKET | expression) statement ;
whileStatement : WHILE LPAREN expression RPAREN statement ;
switchStatement : SWITCH LPAREN expression RPAREN LBRACE switchCase* RBRACE ;
switchCase : CASE expressionList block | DEFAULT block ;
breakStatement : BREAK SEMICOLON ;
continueStatement : CONTINUE SEMICOLON ;
endStatement : END SEMICOLON ;
returnStatement : RETURN (expression | measurement)? SEMICOLON ;

// ---- subroutines
subroutineDefinition : DEF IDENTIFIER LPAREN (parameter (COMMA parameter)* COMMA?)? RPAREN returnType? block ;
parameter
    : scalarType IDENTIFIER
    | qubitType IDENTIFIER
    | (QREG | CREG) IDENTIFIER width?
    | arrayReferenceType IDENTIFIER
    ;
returnType : ARROW (scalarType | VOID) ;
externDeclaration : EXTERN IDENTIFIER LPAREN (externParameter (COMMA externParameter)* COMMA?)? RPAREN returnType? SEMICOLON ;
externParameter : scalarType | arrayReferenceType | CREG width? ;

// ---- calibrations, whose bodies belong to another language
calibrationGrammar : DEFCALGRAMMAR PATH SEMICOLON ;
calibrationBlock : CAL calibrationBody ;
calibrationDefinition
    : DEFCAL (MEASURE | RESET | DELAY | BARRIER | IDENTIFIER) (LPAREN (calibrationArgument (COMMA calibrationArgument)* COMMA?)? RPAREN)?
      calibrationOperand? (COMMA calibrationOperand)* returnType? calibrationBody
    ;
calibrationArgument : expression | scalarType IDENTIFIER | qubitType IDENTIFIER | arrayReferenceType IDENTIFIER ;
calibrationOperand : HARDWARE_QUBIT | IDENTIFIER ;
calibrationBody : LBRACE CAL_TEXT* RBRACE ;

// ---- expressions, from the tightest operator to the loosest
expression
    : LPAREN expression RPAREN                                # ParenthesisExpression
    | expression index                                        # IndexExpression
    | <assoc = right> expression POWER expression             # BinaryExpression
    | (TILDE | NOT | MINUS) expression                        # UnaryExpression
    | expression (STAR | SLASH | PERCENT) expression          # BinaryExpression
    | expression (PLUS | MINUS) expression                    # BinaryExpression
    | expression SHIFT expression                             # BinaryExpression
    | expression COMPARISON expression                        # BinaryExpression
    | expression EQUALITY expression                          # BinaryExpression
    | expression AMPERSAND expression                         # BinaryExpression
    | expression CARET expression                             # BinaryExpression
    | expression PIPE expression                              # BinaryExpression
    | expression AND expression                               # BinaryExpression
    | expression OR expression                                # BinaryExpression
    | (scalarType | arrayType) LPAREN expression RPAREN       # CastExpression
    | DURATIONOF LPAREN block RPAREN                          # DurationOfExpression
    | (IDENTIFIER | POW) LPAREN expressionList? RPAREN        # CallExpression
    | literal                                                 # LiteralExpression
    ;

literal
    : IDENTIFIER
    | BINARY_INTEGER
    | OCTAL_INTEGER
    | DECIMAL_INTEGER
    | HEX_INTEGER
    | FLOAT_NUMBER
    | IMAGINARY
    | TIMING
    | BIT_STRING
    | HARDWARE_QUBIT
    | TRUE
    | FALSE
    ;

expressionList : expression (COMMA expression)* COMMA? ;

// ---- indices
index : LBRACKET (indexSet | indexItem (COMMA indexItem)* COMMA?) RBRACKET ;
indexItem : range | expression ;
range : expression? COLON expression? (COLON expression?)? ;
indexSet : LBRACE expression (COMMA expression)* COMMA? RBRACE ;
